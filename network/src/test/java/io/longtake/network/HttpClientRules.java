package io.longtake.network;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.network.address.AddressPolicy;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URL;
import java.util.function.Predicate;
import okhttp3.Authenticator;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Architecture rules: HTTP clients are created and addresses are checked in one place only. Every module that uses HTTP
 * includes these rules.
 */
public final class HttpClientRules {
    private HttpClientRules() {}

    @ArchTest
    public static final ArchRule clientsAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.network.http..")
            .should()
            .callConstructor(OkHttpClient.class)
            .orShould()
            .callConstructor(OkHttpClient.Builder.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "followRedirects", boolean.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "followSslRedirects", boolean.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxy", Proxy.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxySelector", ProxySelector.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxyAuthenticator", Authenticator.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "addInterceptor", okhttp3.Interceptor.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "addNetworkInterceptor", okhttp3.Interceptor.class);

    @ArchTest
    public static final ArchRule theJdksClientsAreNotUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "openConnection", Proxy.class)
            .orShould()
            .callMethod(URL.class, "openStream");

    /** Addresses are checked and names are resolved in one place. */
    @ArchTest
    public static final ArchRule addressesAreJudgedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.network.address..")
            .should()
            .callMethodWhere(target(owner(assignableTo(InetAddress.class)))
                    .and(target(nameMatching("is(AnyLocal|Loopback|LinkLocal|SiteLocal|Multicast|MC|IPv4Compat).*"))))
            .orShould()
            .callMethodWhere(
                    target(owner(assignableTo(InetAddress.class))).and(target(nameMatching("get(All)?ByName"))))
            .orShould()
            .callMethod(AddressPolicy.class, "of", Predicate.class);

    /** Redirects are followed, and names are resolved under a policy, only where links are fetched. */
    @ArchTest
    public static final ArchRule redirectsAreFollowedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.network.link..")
            .should()
            .callMethod(OkHttpClient.Builder.class, "dns", Dns.class)
            .orShould()
            .callMethod(AddressPolicy.class, "dns")
            .orShould()
            .callMethod(Response.class, "isRedirect");
}
