@NullMarked
package org.wholepicture.chronology.domain.view;

import org.jspecify.annotations.NullMarked;
