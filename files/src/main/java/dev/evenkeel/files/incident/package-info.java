// SPDX-License-Identifier: Apache-2.0

/// Incident histories in CSV files of other systems.
@NullMarked
package dev.evenkeel.files.incident;

import org.jspecify.annotations.NullMarked;
