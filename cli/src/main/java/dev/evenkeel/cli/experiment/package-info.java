// SPDX-License-Identifier: Apache-2.0

/// Commands that start, stop, show and export experiments.
@NullMarked
package dev.evenkeel.cli.experiment;

import org.jspecify.annotations.NullMarked;
