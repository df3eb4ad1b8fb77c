package bip.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SiteMapListTest {

    @Test
    void readsListsAndPagesApart() throws IOException {
        var lists =
                SiteMapList.read(
                        "<sitemapindex xmlns=\"x\"><sitemap><loc>https://a/1.xml</loc></sitemap>"
                                + "<sitemap><loc> https://a/2.xml\n</loc></sitemap></sitemapindex>");
        var pages =
                SiteMapList.read(
                        "<?xml version=\"1.0\"?><urlset xmlns=\"x\" xmlns:h=\"y\"><url>"
                                + "<loc>https://a/?b=1&amp;c=2</loc><h:link href=\"https://a/no\"/>"
                                + "</url></urlset>");

        assertThat(lists.lists()).containsExactly("https://a/1.xml", "https://a/2.xml");
        assertThat(lists.pages()).isEmpty();
        assertThat(pages.pages()).containsExactly("https://a/?b=1&c=2");
        assertThat(pages.lists()).isEmpty();
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> SiteMapList.read("<urlset><url>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("site map");
    }
}
