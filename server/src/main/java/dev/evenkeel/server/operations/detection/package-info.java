// SPDX-License-Identifier: Apache-2.0

/// Detection of faults: detection drills, and automatic checks of follow-ups.
@NullMarked
package dev.evenkeel.server.operations.detection;

import org.jspecify.annotations.NullMarked;
