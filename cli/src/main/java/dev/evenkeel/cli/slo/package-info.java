// SPDX-License-Identifier: Apache-2.0

/// The commands about service level objectives.
@NullMarked
package dev.evenkeel.cli.slo;

import org.jspecify.annotations.NullMarked;
