package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Register;

/** The directory has a new entry: mail that had nobody to go to may find them now. */
@ApplicationScoped
public class HearDirectory {

    private final Register register;
    private final DissentMails mails;

    HearDirectory(Register register, DissentMails mails) {
        this.register = register;
        this.mails = mails;
    }

    /** Of a practitioner. */
    @Transactional(TxType.MANDATORY)
    public void practitioner(Directory.Entry entry, String name, long sequence) {
        if (register.practitioner(entry, name, sequence).isPresent()) {
            mails.addressChanged(entry.id().value());
        }
        mails.lookAgainForRecipients();
    }

    /** Of an agency. */
    @Transactional(TxType.MANDATORY)
    public void agency(
            AgencyId id, String name, Map<String, String> inboxes, boolean active, long sequence) {
        register.agency(id, name, inboxes, active, sequence);
        mails.lookAgainForRecipients();
    }
}
