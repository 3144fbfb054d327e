package org.wholepicture.platform.messaging;

import java.time.Instant;
import java.util.Map;

/** Port: how much of what was filed a service has applied; one bean, where tallies are compared. */
public interface Applied {

    /**
     * Messages applied, by agency, of those that became known in a period; agencies of which there
     * are none may be left out.
     *
     * @param from included
     * @param until not included
     */
    Map<String, Long> count(Instant from, Instant until);
}
