package bip.server.web;

import bip.server.text.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /**
     * The page's bytes in UTF-8, in the language of the call. Besides {@code frame}, templates may
     * use {@code lang}, the language's tag, {@code foreign}, the tag of what the office wrote where
     * that is another language, else nothing, {@code here}, the address on this site without its
     * language, {@code place}, the same without its query, and {@code polishHref} and {@code
     * englishHref}, the same page in each language.
     */
    byte[] render(String template, Map<String, Object> model, PageFrame frame, Call call) {
        Language language = call.language();
        Context context = new Context(language.locale(), model);
        context.setVariable("frame", frame);
        context.setVariable("lang", language.tag());
        context.setVariable("foreign", language == Language.POLISH ? null : Language.POLISH.tag());
        String here = here(call);
        context.setVariable("here", here);
        context.setVariable("place", here.replaceFirst("\\?.*", ""));
        context.setVariable("polishHref", Language.POLISH.prefix() + here);
        context.setVariable("englishHref", Language.ENGLISH.prefix() + here);
        return (DOCTYPE + engine.process(template, context)).getBytes(StandardCharsets.UTF_8);
    }

    /** Never what a browser would take for another host. */
    private static String here(Call call) {
        String address = call.siteAddress();
        return address.startsWith("//") || address.indexOf('\\') >= 0 ? "/" : address;
    }

    /**
     * Addresses on this site begin at its root; those of static files carry a tag, those of pages
     * begin with the language.
     */
    private static final class Links extends StandardLinkBuilder {
        /** The same in every language. */
        private static final List<String> NOT_PAGES =
                List.of("/static/", "/attachment/", "/zalacznik/", "/api/");

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
            boolean isPage = link.startsWith("/") && NOT_PAGES.stream().noneMatch(link::startsWith);
            return isPage ? prefix(context) + link : assets.addressOf(link);
        }

        private static String prefix(IExpressionContext context) {
            return context.getLocale().equals(Language.ENGLISH.locale())
                    ? Language.ENGLISH.prefix()
                    : "";
        }
    }
}
