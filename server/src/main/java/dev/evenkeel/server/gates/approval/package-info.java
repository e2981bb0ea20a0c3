// SPDX-License-Identifier: Apache-2.0

/// Approvals of flag versions and the gate that requires them.
@NullMarked
package dev.evenkeel.server.gates.approval;

import org.jspecify.annotations.NullMarked;
