package org.wholepicture.referral.timer;

import jakarta.enterprise.context.ApplicationScoped;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.referral.application.FileEvents;

/** Events that are due to be filed. */
@ApplicationScoped
class FilingIdleCheck implements IdleCheck {

    private final FileEvents files;

    FilingIdleCheck(FileEvents files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "filing";
    }

    @Override
    public long remaining() {
        return files.due();
    }
}
