// SPDX-License-Identifier: Apache-2.0

/// Histories of incidents in files of other systems.
@NullMarked
package dev.evenkeel.files.incident;

import org.jspecify.annotations.NullMarked;
