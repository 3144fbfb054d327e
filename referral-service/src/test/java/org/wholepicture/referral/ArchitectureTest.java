package org.wholepicture.referral;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.wholepicture.platform.testsupport.ServiceArchitecture;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ServiceArchitecture.rulesOf("org.wholepicture.referral");
    }
}
