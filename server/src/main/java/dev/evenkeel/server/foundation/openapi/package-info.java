// SPDX-License-Identifier: Apache-2.0

/// OpenAPI document, generated from the controllers on request. Uses only Spring's metadata of the handlers and
/// their types.
@NullMarked
package dev.evenkeel.server.foundation.openapi;

import org.jspecify.annotations.NullMarked;
