// SPDX-License-Identifier: Apache-2.0

/// Configuration as code: apply, diff, drift and export of objects in manifests. A feature adds a
/// `ManifestKind` bean for each kind of object it manages.
@NullMarked
package dev.evenkeel.server.foundation.manifest;

import org.jspecify.annotations.NullMarked;
