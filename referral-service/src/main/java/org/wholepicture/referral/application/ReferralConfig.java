package org.wholepicture.referral.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of the front door. */
@ConfigMapping(prefix = "wp.referral")
public interface ReferralConfig {

    /** Accepting events. */
    Intake intake();

    /** Filing accepted events. */
    Filing filing();

    /** The directory. */
    Directory directory();

    /** Telling how much was filed. */
    Tally tally();

    /** Telling that nothing else was filed. */
    Heartbeat heartbeat();

    /** Telling that nothing else was filed. */
    interface Heartbeat {

        /** Whether it is told, every ten seconds; without it others take their copies for old. */
        @WithDefault("true")
        boolean enabled();
    }

    /** Accepting events. */
    interface Intake {

        /**
         * Events an agency may send each second to each replica over a longer time; beyond it 429.
         * Default 5000: far above what the systems of one agency have to say, and below what a
         * programming error in a loop sends.
         */
        @WithDefault("5000")
        int eventsPerSecond();

        /**
         * Events an agency may send at once to each replica before the rate counts; default 10000.
         */
        @WithDefault("10000")
        int burst();
    }

    /** Filing accepted events. */
    interface Filing {

        /** Events filed at the same time by each replica; default 4. Each holds a connection. */
        @WithDefault("4")
        int workers();

        /** How often filing looks for events without being woken; default 200 ms. */
        @WithDefault("PT0.2S")
        Duration poll();
    }

    /** The directory. */
    interface Directory {

        /**
         * Ends of e-mail addresses that may stand in the directory: a domain itself or one under
         * it. Default: the secure domains of health, government and police, and {@code example},
         * which belongs to nobody.
         */
        @WithDefault("nhs.net,nhs.uk,gov.uk,mod.uk,police.uk,cjsm.net,example")
        List<String> emailDomains();
    }

    /** Telling how much was filed. */
    interface Tally {

        /**
         * How long ago an event became known before it is counted, because what becomes known is
         * committed a little later; default 30 s.
         */
        @WithDefault("PT30S")
        Duration settle();
    }
}
