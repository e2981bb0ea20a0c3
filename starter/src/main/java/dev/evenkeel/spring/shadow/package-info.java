// SPDX-License-Identifier: Apache-2.0

/// Calls for comparison only keep their mark on the way in, and send nothing on the way out.
@NullMarked
package dev.evenkeel.spring.shadow;

import org.jspecify.annotations.NullMarked;
