package bip.server.database;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.session.SqlSessionFactory;

/** Makes rooms' mappers known to all factories of a database, each once. For all threads. */
final class KnownMappers {
    private final List<SqlSessionFactory> factories;
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

    KnownMappers(SqlSessionFactory... factories) {
        this.factories = List.of(factories);
    }

    void know(Class<?> mapper) {
        if (known.contains(mapper)) {
            return;
        }
        synchronized (known) {
            if (!known.contains(mapper)) {
                factories.forEach(factory -> factory.getConfiguration().addMapper(mapper));
                known.add(mapper);
            }
        }
    }
}
