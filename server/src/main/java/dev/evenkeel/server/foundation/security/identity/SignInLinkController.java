// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for links that sign the holder of the admin token in to the console.
@RestController
@RequestMapping("/api/v1/sign-in-links")
class SignInLinkController {
    private final SignInLinkRegistry links;
    private final PublicBaseUrl baseUrl;

    SignInLinkController(SignInLinkRegistry links, PublicBaseUrl baseUrl) {
        this.links = links;
        this.baseUrl = baseUrl;
    }

    /// @param url link, valid for one use
    record SignInLinkResponse(String url, Instant expiresAt) {}

    /// Creates a link that signs in to the console once, with the permissions of the admin token, within 10 minutes.
    ///
    /// @param to page to show after sign-in
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(value = Right.ADMINISTER, scope = RequiresRight.ServiceSource.ADMIN_TOKEN)
    SignInLinkResponse create(@RequestParam(defaultValue = "/") String to) {
        SignInLinkRegistry.CreatedLink link = links.create();
        String page = URLEncoder.encode(SignInRedirects.toOwnPath(to), StandardCharsets.UTF_8);
        return new SignInLinkResponse(baseUrl.url() + "/login?link=" + link.token() + "&to=" + page, link.expiresAt());
    }
}
