// SPDX-License-Identifier: Apache-2.0

/// Output: generated files inside one folder only, and the name of the program in texts.
@NullMarked
package dev.evenkeel.files.output;

import org.jspecify.annotations.NullMarked;
