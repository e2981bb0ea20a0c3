// SPDX-License-Identifier: Apache-2.0

/// Experiment list and experiment pages.
@NullMarked
package dev.evenkeel.server.console.experiment;

import org.jspecify.annotations.NullMarked;
