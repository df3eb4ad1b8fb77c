package bip.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import ognl.OgnlRuntime;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders templates from the class path; they are read once. */
final class Pages {
    /**
     * Written here because a template that inserts the layout takes its element only; without it
     * browsers fall back to the rules of the nineties.
     */
    private static final String DOCTYPE = "<!DOCTYPE html>\n";

    private static final Locale POLISH = Locale.of("pl", "PL");

    private final TemplateEngine engine = new TemplateEngine();

    Pages(Assets assets) {
        OgnlRuntime.setPropertyAccessor(Record.class, new RecordProperties());
        ClassLoaderTemplateResolver resolver =
                new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCacheable(true);
        engine.setTemplateResolver(resolver);
        engine.setLinkBuilder(new Links(assets));
    }

    /** The page's bytes in UTF-8. */
    byte[] render(String template, Map<String, Object> model, PageFrame frame) {
        Context context = new Context(POLISH, model);
        context.setVariable("frame", frame);
        return (DOCTYPE + engine.process(template, context)).getBytes(StandardCharsets.UTF_8);
    }

    /** Addresses on this site begin at its root; those of static files carry a tag. */
    private static final class Links extends StandardLinkBuilder {
        private final Assets assets;

        Links(Assets assets) {
            this.assets = assets;
        }

        @Override
        protected String computeContextPath(
                IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
            return "";
        }

        @Override
        protected String processLink(IExpressionContext context, String link) {
            return assets.addressOf(link);
        }
    }
}
