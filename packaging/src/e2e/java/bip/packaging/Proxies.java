package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

/** What a web server in front of the bulletin must do, asked of the one that runs now. */
final class Proxies {

    private static final String SITE = "bip.przyklad.example";

    /** A visitor's address: the loopback net has many. */
    private static final String VISITOR = "127.0.0.9";

    private static final String FORGED = "203.0.113.7";
    private static final String LOG = "/var/log/bip/bip.log";

    private final DebianMachine machine;

    Proxies(DebianMachine machine) {
        this.machine = machine;
    }

    /** Pages come over TLS, and the log tells who asked, whatever the visitor says of that. */
    void assertServes(String name) throws Exception {
        switchAccessLog("on");
        String through = "/strona/przez-" + name;
        String past = "/strona/obok-" + name;
        assertThat(ask("https://" + SITE + "/")).contains("200");
        assertThat(ask("https://" + SITE + through)).contains("404");
        // Past the proxy, from an address that is not trusted.
        assertThat(ask("http://127.0.0.1:8080" + past)).contains("404");
        assertThat(logged(through)).contains(VISITOR).doesNotContain(FORGED);
        assertThat(logged(past)).contains(VISITOR).doesNotContain(FORGED);
        assertThat(ask("http://" + SITE + "/")).containsAnyOf("301", "308");
        switchAccessLog("off");
    }

    private String ask(String address) throws Exception {
        return machine.shell(
                        "curl -sk -o /dev/null -w '%%{http_code}' --retry 20 --retry-connrefused"
                                        .formatted()
                                + " --retry-delay 1 --interface "
                                + VISITOR
                                + " -H 'X-Forwarded-For: "
                                + FORGED
                                + "' --resolve "
                                + SITE
                                + ":443:127.0.0.1 --resolve "
                                + SITE
                                + ":80:127.0.0.1 "
                                + address)
                .out();
    }

    private String logged(String address) throws Exception {
        return machine.shell("grep -F '" + address + "' " + LOG).ended(0).out();
    }

    private void switchAccessLog(String value) throws Exception {
        machine.shell(
                        "sed -i '/^BIP_ACCESS_LOG=/d' /etc/bip/bip.env && echo BIP_ACCESS_LOG="
                                + value
                                + " >>/etc/bip/bip.env && bipctl restart")
                .ended(0);
    }
}
