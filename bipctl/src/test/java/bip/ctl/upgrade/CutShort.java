package bip.ctl.upgrade;

import org.assertj.core.api.Assertions;

/** Ends an operation right after the result of a step is durable, as {@code kill -9} would. */
record CutShort(String step) implements UpgradeEvent.Listener {

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    static void after(String step, Site site, Planned planned) {
        Assertions.assertThatThrownBy(() -> site.run(planned, new CutShort(step)))
                .isInstanceOf(Killed.class);
    }

    @Override
    public void on(UpgradeEvent event) {
        if (event.equals(new UpgradeEvent.Done(step))) {
            throw new Killed();
        }
    }
}
