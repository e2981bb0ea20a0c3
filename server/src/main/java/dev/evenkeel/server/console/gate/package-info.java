// SPDX-License-Identifier: Apache-2.0

/// Gates page: blocked changes, approvals, overrides, freezes and pausing releases.
@NullMarked
package dev.evenkeel.server.console.gate;

import org.jspecify.annotations.NullMarked;
