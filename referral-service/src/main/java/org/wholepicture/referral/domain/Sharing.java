package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Port: sharing policies, and who may see what is shielded. */
public interface Sharing {

    /** All policies, the latest proposed first; at most 1,000. */
    List<SharingPolicy> all();

    /** One policy, held until the transaction ends. */
    Optional<SharingPolicy> lock(UUID id);

    /** Keeps a policy as it is now. */
    void put(SharingPolicy policy);

    /** Keeps who may see what is shielded of a child. */
    void addShieldList(
            PersonId person, Set<String> practitioners, String reason, String by, Instant at);

    /** Takes away heartbeats that were published before the latest: they say nothing any more. */
    void forgetHeartbeats();
}
