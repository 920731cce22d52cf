/** What the fields of certificates are, in English. */
export const X509 = {
  "x509.tag":
    "DER announces each value by its type: this byte names the type, the next ones count its bytes.",
  "x509.length": "How many bytes the value takes.",
  "x509.unused_bits":
    "Bits at the end that do not count: a BIT STRING need not fill its last byte.",

  "x509.tbsCertificate.tag":
    "Opens what the issuer signs: everything up to the signature algorithm.",
  "x509.version":
    "Counted from 0: 2 stands for version 3, the first one with extensions.",
  "x509.serialNumber":
    "Number of this certificate with its issuer; a list of revoked ones names it by this.",
  "x509.signature.tag":
    "Opens the algorithm of the signature, signed here as well so that nobody can exchange it.",
  "x509.signatureAlgorithm.tag":
    "Opens the algorithm of the signature that follows.",
  "x509.signatureAlgorithm.algorithm": "How the issuer has signed.",
  "x509.signature.algorithm":
    "How the issuer has signed; it must be the same again behind the signed part.",
  "x509.signatureValue.tag": "Opens the issuer's signature.",
  "x509.signatureValue":
    "The signature over all of tbsCertificate: with the issuer's public key anybody can check that not a bit was changed.",
  "x509.parameters": "Parameters of the algorithm; NULL where it has none.",
  "x509.issuer.tag":
    "Opens the name of who signed: its certificate is the next one of the chain.",
  "x509.subject.tag":
    "Opens the name of whose key this is; browsers look at subjectAltName alone.",
  "x509.relativeDistinguishedName.tag": "Opens one step of the name.",
  "x509.attributeTypeAndValue.tag": "Opens a pair of kind and value.",
  "x509.type":
    "Kind of the attribute: CN is the common name, O the organization, C the country.",
  "x509.issuer.value": "An attribute of who signed.",
  "x509.subject.value": "An attribute of whose key this is.",
  "x509.value": "An attribute of a name.",
  "x509.validity.tag": "Opens the time in which the certificate is valid.",
  "x509.notBefore": "Valid from here on (UTC).",
  "x509.notAfter":
    "Valid up to here (UTC): a stolen key is of use no longer than that.",
  "x509.subjectPublicKeyInfo.tag":
    "Opens the public key: that it belongs to the subject is what the issuer vouches for.",
  "x509.subjectPublicKeyInfo.algorithm": "Kind of the key.",
  "x509.algorithm": "The algorithm, by its registered number.",
  "x509.namedCurve": "The elliptic curve that the key lies on.",
  "x509.subjectPublicKey":
    "The public key itself: on curves a point, for RSA a modulus and an exponent.",
  "x509.RSAPublicKey.tag": "Opens the two numbers of an RSA key.",
  "x509.modulus":
    "Product of two secret primes: to find them is what nobody can do.",
  "x509.publicExponent":
    "The power that signatures are raised to when checked; nearly always 65537.",
  "x509.uniqueIdentifier":
    "An identifier of version 2; nothing uses it any more.",

  "x509.extensions.tag":
    "Opens the extensions: what the key may be used for, and where to ask about it.",
  "x509.extension.tag": "Opens one extension.",
  "x509.extnID": "Which extension this is.",
  "x509.extnID.subjectAltName":
    "The names that the certificate is for: a browser compares them with the address it was given.",
  "x509.extnID.basicConstraints":
    "Whether this key may sign certificates; without this limit every server could vouch for others.",
  "x509.extnID.keyUsage": "What the key may be used for.",
  "x509.extnID.extKeyUsage":
    "Which purposes the certificate is for, say servers of TLS.",
  "x509.extnID.subjectKeyIdentifier":
    "Names the key, so that a chain is found quickly.",
  "x509.extnID.authorityKeyIdentifier":
    "Names the issuer's key, so that its certificate is found.",
  "x509.extnID.certificatePolicies":
    "By which rules it was issued: how closely the subject was looked at.",
  "x509.extnID.cRLDistributionPoints":
    "Where lists of revoked certificates lie.",
  "x509.extnID.authorityInfoAccess":
    "Where to ask whether it was revoked, and where the issuer's certificate lies.",
  "x509.extnID.signedCertificateTimestampList":
    "Proof that it stands in public logs, so that false certificates are noticed.",
  "x509.extnID.tlsFeature": "Extensions of TLS that the server must send.",
  "x509.critical":
    "255 is true: who does not know this extension must reject the certificate.",
  "x509.extnValue.tag":
    "Wraps the extension's value, so that it can be passed over unread.",
  "x509.extnValue": "An extension that nothing here reads.",
  "x509.basicConstraints.tag":
    "Opens the limits; empty, it says: no authority.",
  "x509.cA":
    "255 is true: this is an authority, its key may sign certificates.",
  "x509.pathLenConstraint":
    "How many authorities may stand between it and the last certificate.",
  "x509.keyUsage": "One bit for each use that is allowed.",
  "x509.extKeyUsage.tag": "Opens the list of purposes.",
  "x509.keyPurposeId": "A purpose that the certificate is for.",
  "x509.keyIdentifier": "Most often a hash of the public key.",
  "x509.authorityKeyIdentifier.tag": "Opens what names the issuer's key.",
  "x509.authorityCertIssuerOrSerial":
    "Names the issuer's certificate in another way.",
  "x509.generalNames.tag": "Opens the list of names.",
  "x509.generalName": "A name that the certificate is for.",
  "x509.certificatePolicies.tag": "Opens the list of policies.",
  "x509.policyInformation.tag": "Opens one policy.",
  "x509.policyIdentifier":
    "Which policy: domain-validated means that only control of the name was checked.",
  "x509.policyQualifiers": "More about the policy, say where it can be read.",
  "x509.authorityInfoAccess.tag": "Opens the list of places.",
  "x509.accessDescription.tag": "Opens one place.",
  "x509.accessMethod": "What is there: OCSP answers whether it was revoked.",
  "x509.accessLocation": "Where it is.",
  "x509.cRLDistributionPoints.tag": "Opens the list of places.",
  "x509.distributionPoint.tag": "Opens one place.",
  "x509.distributionPointName.tag": "Opens its name.",
  "x509.fullName.tag": "Opens the addresses under which the same list lies.",
  "x509.fullName.generalName":
    "An address of the list of revoked certificates.",
  "x509.nameRelativeToCRLIssuer": "A name below that of the issuer.",
  "x509.reasonsOrIssuer": "Which reasons the list covers, or who signs it.",
  "x509.directoryName.tag": "Opens a name of the same form as the subject's.",
  "x509.timestamps.tag": "Wraps the list, which is in the form of TLS.",
  "x509.sct_list_length": "Bytes of the list of promises.",
  "x509.serialized_sct_length": "Bytes of this promise.",
  "x509.serialized_sct": "A log's signed promise to publish the certificate.",
  "x509.features.tag": "Opens the list of extensions.",
  "x509.feature": "Number of an extension of TLS: 5 asks for OCSP stapling.",
} as const;
