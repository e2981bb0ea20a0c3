// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import java.time.Instant;

/// Model of the style guide. Answers: which components do pages consist of?
///
/// @param now time for samples that show one
/// @param palette colours of both themes
record StyleGuidePageModel(Instant now, ColorPalette palette) {}
