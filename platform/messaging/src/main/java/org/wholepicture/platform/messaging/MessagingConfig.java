package org.wholepicture.platform.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How a service talks to the others. */
@ConfigMapping(prefix = "wp.messaging")
interface MessagingConfig {

    /**
     * Whether the relay, the consumer loop and the watch on gaps start; default true. The outbox
     * and the clock work either way.
     */
    @WithDefault("true")
    boolean enabled();

    /** CloudEvents source of what this service publishes. */
    @WithDefault("/${quarkus.application.name}")
    String source();

    /** Consumer group, the same for all replicas; default the service's name. */
    @WithDefault("${quarkus.application.name}")
    String groupId();

    /**
     * Database role that messaging's own transactions take with SET LOCAL ROLE, handlers included;
     * default none. For services whose login role may not touch a table.
     */
    Optional<String> role();

    /**
     * Topics whose numbers are not watched for gaps: {@code directory}, {@code access} and {@code
     * tallies} are compacted, so their numbers have gaps rightly; requests come from several
     * services, each numbering for itself.
     */
    @WithDefault("directory,access,tallies,republish-requests")
    Set<String> unnumberedTopics();

    /** What the relay does. */
    Relay relay();

    /** What the consumer loop does. */
    Consumer consumer();

    /** What is done about missing numbers. */
    Gap gap();

    /** How everything is looked through again. */
    Rounds rounds();

    /** Relay. */
    interface Relay {
        /** How often the outbox is looked at without being woken; default 200 ms. */
        @WithDefault("200ms")
        Duration interval();

        /** Messages published before their rows are marked together; default 500. */
        @WithDefault("500")
        int batch();

        /** How long one send may take before its row is left for the next turn; default 10 s. */
        @WithDefault("10s")
        Duration deliveryTimeout();
    }

    /** Consumer loop. */
    interface Consumer {
        /** Most records in one transaction; default 200. */
        @WithDefault("200")
        int maxPollRecords();

        /** How long a poll waits for records; default 200 ms. */
        @WithDefault("200ms")
        Duration pollTimeout();

        /** Most time for one transaction, below the 60 s after which the loop counts as stuck. */
        @WithDefault("40s")
        Duration transactionTimeout();

        /**
         * A name of this replica that it has again after a crash and no other has, such as its
         * pod's: it then takes its partitions up at once, instead of after its former self's
         * silence. By default none.
         */
        Optional<String> instanceId();

        /**
         * How long a partition waits for the key of a private member before the record is put into
         * quarantine, where it can be replayed once the key is there; default 2 minutes.
         */
        @WithDefault("2m")
        Duration keyPatience();

        /** Silence after which the broker gives a dead replica's partitions away; default 10 s. */
        @WithDefault("10s")
        Duration sessionTimeout();
    }

    /** Rounds. */
    interface Rounds {
        /** How often each thing is looked at, by one replica; default 1 minute. */
        @WithDefault("1m")
        Duration interval();

        /**
         * How long what is applied may differ from what was filed before people are told; default
         * 30 seconds, so that a difference is told when it is met the second time.
         */
        @WithDefault("30s")
        Duration patience();
    }

    /** Gaps. */
    interface Gap {
        /** How long a number may be missing before it is asked for: it may only be late. */
        @WithDefault("5s")
        Duration patience();

        /** How long a number may be missing before people are told; default 2 minutes. */
        @WithDefault("2m")
        Duration alarm();
    }
}
