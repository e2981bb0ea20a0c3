// SPDX-License-Identifier: Apache-2.0

/// Personal data of a targeting key: reports, erasure, and purge of unit salts after the retention period.
@NullMarked
package dev.evenkeel.server.operations.privacy;

import org.jspecify.annotations.NullMarked;
