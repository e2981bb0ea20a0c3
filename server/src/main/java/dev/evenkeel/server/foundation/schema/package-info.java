// SPDX-License-Identifier: Apache-2.0

/// JSON Schemas of request and response types, with the annotations that declare them on controllers.
@NullMarked
package dev.evenkeel.server.foundation.schema;

import org.jspecify.annotations.NullMarked;
