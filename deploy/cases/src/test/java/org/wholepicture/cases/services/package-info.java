/** Tests of how case histories are played through services, without any. */
@NullMarked
package org.wholepicture.cases.services;

import org.jspecify.annotations.NullMarked;
