@NullMarked
package org.wholepicture.chronology.web.picture;

import org.jspecify.annotations.NullMarked;
