package org.wholepicture.chronology.domain;

import java.util.List;

/** What the decision who may read is made from. It holds no fact about a child. */
public interface AccessStore {

    /** Every confirmation of every record for which this practitioner was ever confirmed. */
    List<Confirmation> confirmationsAround(PractitionerId practitioner);

    /** To whom those records ever belonged. */
    List<Membership> membershipsAround(PractitionerId practitioner);

    /** Whether the directory says that this practitioner's account is closed. */
    boolean isClosed(PractitionerId practitioner);
}
