// SPDX-License-Identifier: Apache-2.0

/// Imports flags of flagd, Unleash, LaunchDarkly and GrowthBook as flagd definitions, with a report on every
/// part of the export. Pure: text in, text and report out.
@NullMarked
package dev.evenkeel.files.flagimport;

import org.jspecify.annotations.NullMarked;
