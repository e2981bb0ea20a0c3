// SPDX-License-Identifier: Apache-2.0

/// The experiment commands.
@NullMarked
package dev.evenkeel.cli.experiment;

import org.jspecify.annotations.NullMarked;
