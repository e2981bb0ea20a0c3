// SPDX-License-Identifier: Apache-2.0

/// Looks an installation over: this machine, the server, its database, and the way that streams take.
@NullMarked
package dev.evenkeel.cli.doctor;

import org.jspecify.annotations.NullMarked;
