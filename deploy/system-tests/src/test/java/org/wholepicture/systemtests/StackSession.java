package org.wholepicture.systemtests;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Closes the browser and stops the stack when the last test is done. */
public final class StackSession implements LauncherSessionListener {

    /** For the service loader. */
    public StackSession() {}

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Browsing.close();
        TestStack.stop();
    }
}
