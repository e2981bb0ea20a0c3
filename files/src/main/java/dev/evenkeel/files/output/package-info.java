// SPDX-License-Identifier: Apache-2.0

/// Writes generated files inside one folder only.
@NullMarked
package dev.evenkeel.files.output;

import org.jspecify.annotations.NullMarked;
