package org.wholepicture.systemtests;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the stack when the last test is done. */
public final class StackSession implements LauncherSessionListener {

    /** For the service loader. */
    public StackSession() {}

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        TestStack.stop();
    }
}
