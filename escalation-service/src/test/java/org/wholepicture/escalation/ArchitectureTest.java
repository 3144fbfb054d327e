package org.wholepicture.escalation;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.wholepicture.platform.testsupport.ServiceArchitecture;

/** Where this service's code lives and what it may know. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ServiceArchitecture.rulesOf("org.wholepicture.escalation");
    }
}
