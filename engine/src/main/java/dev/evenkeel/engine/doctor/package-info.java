// SPDX-License-Identifier: Apache-2.0

/// What an installation is looked over for: from what machines, servers and databases say of themselves to findings,
/// each with a remedy.
@NullMarked
package dev.evenkeel.engine.doctor;

import org.jspecify.annotations.NullMarked;
