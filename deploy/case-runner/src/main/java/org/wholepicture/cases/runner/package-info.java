/**
 * Plays case histories against the rule core, or through the running services: {@code ./wp cases}.
 */
@NullMarked
package org.wholepicture.cases.runner;

import org.jspecify.annotations.NullMarked;
