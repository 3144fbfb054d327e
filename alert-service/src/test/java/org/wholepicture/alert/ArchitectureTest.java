package org.wholepicture.alert;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.wholepicture.platform.testsupport.ServiceArchitecture;

/** The service's code lives where style.md says. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ServiceArchitecture.rulesOf("org.wholepicture.alert");
    }
}
