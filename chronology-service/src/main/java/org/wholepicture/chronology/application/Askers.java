package org.wholepicture.chronology.application;

import java.util.Set;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.platform.web.Caller;

/** Who the token names, as the one who asks. */
public final class Askers {

    private Askers() {}

    /** The asker; one without a right to anything where the token names nobody of the directory. */
    public static Asker of(Caller caller) {
        return switch (caller) {
            case Caller.Practitioner(String id, String agency, Set<String> roles) ->
                    new Asker.Practitioner(new PractitionerId(id), new AgencyId(agency), roles);
            case Caller.AgencySystem(String agency, _, _) ->
                    new Asker.AgencysSystem(agency, Set.of("agency"));
            case Caller.Nobody(String subject, Set<String> roles) ->
                    new Asker.Unnamed(subject, roles);
        };
    }
}
