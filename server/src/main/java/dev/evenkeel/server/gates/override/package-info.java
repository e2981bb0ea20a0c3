// SPDX-License-Identifier: Apache-2.0

/// Gate overrides with reason and expiry, and their reviews afterwards.
@NullMarked
package dev.evenkeel.server.gates.override;

import org.jspecify.annotations.NullMarked;
