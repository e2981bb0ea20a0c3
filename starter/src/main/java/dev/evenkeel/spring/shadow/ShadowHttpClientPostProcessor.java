// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/// Bean post-processor that adds the interceptor to HTTP client beans that were created without Boot's
/// builders.
final class ShadowHttpClientPostProcessor implements BeanPostProcessor {
    private final ShadowHttpInterceptor interceptor;

    ShadowHttpClientPostProcessor(ShadowHttpInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestTemplate template) {
            addInterceptor(template);
        } else if (bean instanceof RestClient client) {
            return client.mutate().requestInterceptors(this::addInterceptorTo).build();
        }
        return bean;
    }

    void addInterceptor(RestTemplate template) {
        addInterceptorTo(template.getInterceptors());
    }

    void addInterceptor(RestClient.Builder builder) {
        builder.requestInterceptors(this::addInterceptorTo);
    }

    private void addInterceptorTo(List<ClientHttpRequestInterceptor> interceptors) {
        if (!interceptors.contains(interceptor)) {
            interceptors.add(interceptor);
        }
    }
}
