// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import java.time.Instant;

/// The page of components. Its question: what are pages put together of?
///
/// @param now for samples that have a moment
/// @param palette colours of both themes
record StyleGuidePageModel(Instant now, ColorPalette palette) {}
