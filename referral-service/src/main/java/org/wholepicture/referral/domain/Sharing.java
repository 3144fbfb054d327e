package org.wholepicture.referral.domain;

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

    /**
     * Keeps who may see what is shielded of a child.
     *
     * @param approved whether it holds at once
     */
    ShieldList addShieldList(
            PersonId person,
            Set<String> practitioners,
            String reason,
            SharingPolicy.By by,
            boolean approved);

    /** The list that holds. */
    Optional<ShieldList> shieldList(PersonId person);

    /** A list that waits, later than the one that holds; held until the transaction ends. */
    Optional<ShieldList> lockWaiting(PersonId person, long number);

    /** The lists that wait, later than the one that holds; the latest first, at most 50. */
    List<ShieldList> waitingShieldLists(PersonId person);

    /** Notes that a second person agreed. */
    ShieldList approve(ShieldList list, SharingPolicy.By by);

    /** Takes away heartbeats that were published before the latest: they say nothing any more. */
    void forgetHeartbeats();
}
