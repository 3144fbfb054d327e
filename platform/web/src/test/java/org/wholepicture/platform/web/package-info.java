@NullMarked
package org.wholepicture.platform.web;

import org.jspecify.annotations.NullMarked;
