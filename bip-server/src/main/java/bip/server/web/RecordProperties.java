package bip.server.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ognl.ObjectPropertyAccessor;
import ognl.OgnlException;
import org.jspecify.annotations.Nullable;

/**
 * Lets templates write {@code page.title} for a record's component, also where the record is
 * package-private in its room: OGNL by itself looks for {@code getTitle()} on public classes only.
 */
final class RecordProperties extends ObjectPropertyAccessor {
    private final Map<Class<?>, Map<String, Method>> accessors = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("rawtypes") // OGNL's signature
    public @Nullable Object getProperty(Map context, Object target, Object name)
            throws OgnlException {
        Method accessor =
                accessors
                        .computeIfAbsent(target.getClass(), RecordProperties::accessorsOf)
                        .get(String.valueOf(name));
        if (accessor == null) {
            return super.getProperty(context, target, name);
        }
        try {
            return accessor.invoke(target);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new OgnlException("cannot read " + name + " of " + target.getClass(), e);
        }
    }

    private static Map<String, Method> accessorsOf(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .peek(accessor -> accessor.setAccessible(true))
                .collect(Collectors.toMap(Method::getName, Function.identity()));
    }
}
