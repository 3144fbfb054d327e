/**
 * What the tests of several modules need and no running service does: real servers in the test's
 * own process, tokens, clocks, deliveries that misbehave, rules about the code and about contracts.
 */
@NullMarked
package org.wholepicture.platform.testsupport;

import org.jspecify.annotations.NullMarked;
