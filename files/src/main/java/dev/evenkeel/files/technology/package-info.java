// SPDX-License-Identifier: Apache-2.0

/// Files of the technology radar.
@NullMarked
package dev.evenkeel.files.technology;

import org.jspecify.annotations.NullMarked;
